-- A council's data warehouse with one table. The figures of these months are made up.
CREATE TABLE IF NOT EXISTS monthly_counts (
    measure text NOT NULL,
    council text NOT NULL,
    month_end date NOT NULL,
    number_in_month integer,
    PRIMARY KEY (measure, council, month_end)
);
INSERT OR REPLACE INTO monthly_counts VALUES
    ('P6-25', 'Somerset', '2016-08-31', 31),
    ('P6-25', 'Somerset', '2016-09-30', 45),
    ('P6-25', 'Somerset', '2016-10-31', 52),
    ('P6-25', 'Somerset', '2016-11-30', 48);
