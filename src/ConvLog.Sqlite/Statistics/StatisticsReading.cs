using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Answers a <see cref="StatisticsQuery"/> out of roll-ups. A damaged one is counted again from the turns and calls.</summary>
/// <param name="session">The connection.</param>
/// <param name="report">What it is added to.</param>
/// <param name="troubles">Where damage is told.</param>
internal sealed class StatisticsReading(Session session, StatisticsReport report, DatabaseTroubles troubles)
{
    /// <summary>Roll-ups of a kind: kind, first quarter or day, first that counts no more.</summary>
    public const string RollUps = "SELECT at, dims, cell, checksum, name FROM roll_up WHERE kind = ?1 AND at >= ?2 AND at < ?3";

    private HashSet<long> _dims = [];

    public void Read(StatisticsQuery query)
    {
        _dims = StatisticsDims.Of(session, query);
        AddTurns();
        AddCalls();
        new ActiveReading(session, troubles).Read(report.FirstQuarter, report.EndQuarter, _dims.Contains,
            (quarter, member) => report.AddActive(quarter, member.Conversation, member.User));
        if (report.Models is { } models)
        {
            AddModels(models);
        }

        if (report.Scores is { } scores)
        {
            new ScoreStatisticsReading(session, scores).Read(_dims, report.FirstQuarter * QuarterHour.Ticks, report.EndQuarter * QuarterHour.Ticks);
        }
    }

    private void AddTurns()
    {
        var damaged = new List<RollUpKey>();
        var rows = Bound(RollUpKind.Turns, report.FirstQuarter, report.EndQuarter);
        while (Next(rows))
        {
            var key = new RollUpKey(RollUpKind.Turns, rows.Int64(0), rows.Int64(1), "");
            var cell = rows.Bytes(2);
            if (IsWhole(key, cell, rows.Int64(3), damaged))
            {
                report.Add(key.At, cell);
            }
        }

        foreach (var key in damaged)
        {
            report.Add(key.At, Recount.Turns(session, key));
        }
    }

    // Whole days from the days, the ends from quarters.
    private void AddCalls()
    {
        long firstDay = (report.FirstQuarter + QuarterHour.PerDay - 1) / QuarterHour.PerDay;
        long endDay = report.EndQuarter / QuarterHour.PerDay;
        if (firstDay >= endDay)
        {
            AddCalls(RollUpKind.Calls, report.FirstQuarter, report.EndQuarter);
            return;
        }

        AddCalls(RollUpKind.Calls, report.FirstQuarter, firstDay * QuarterHour.PerDay);
        AddCalls(RollUpKind.CallsOfDay, firstDay, endDay);
        AddCalls(RollUpKind.Calls, endDay * QuarterHour.PerDay, report.EndQuarter);
    }

    private void AddCalls(RollUpKind kind, long first, long end)
    {
        var damaged = new List<RollUpKey>();
        var rows = Bound(kind, first, end);
        while (Next(rows))
        {
            var key = new RollUpKey(kind, rows.Int64(0), rows.Int64(1), rows.Text(4));
            var cell = rows.Bytes(2);
            if (IsWhole(key, cell, rows.Int64(3), damaged))
            {
                report.AddFunction(key.Name, cell);
            }
        }

        foreach (var key in damaged)
        {
            report.AddFunction(key.Name, Recount.Calls(session, key));
        }
    }

    // Whole days that are over as they were counted, the rest from turns and calls.
    private void AddModels(ModelReport models)
    {
        var reading = new ModelStatisticsReading(session, troubles, dims => _dims.Contains(dims) ? models : null);
        long end = report.EndQuarter;
        foreach (var (day, cells) in new CountedDays(session, CountedDayKind.Models)
            .Read(report.FirstQuarter * QuarterHour.Ticks, report.EndQuarter * QuarterHour.Ticks, troubles))
        {
            ModelDay.Add(cells, _dims, models);
            reading.Read((day + 1) * QuarterHour.PerDay, end);
            end = day * QuarterHour.PerDay;
        }

        reading.Read(report.FirstQuarter, end);
    }

    private Statement Bound(RollUpKind kind, long first, long end) => session[RollUps].Bind(1, (long)kind).Bind(2, first).Bind(3, end);

    // The next row of what is asked for. All have their dims in the second column.
    private bool Next(Statement rows)
    {
        while (rows.Step())
        {
            if (_dims.Contains(rows.Int64(1)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWhole(in RollUpKey key, ReadOnlySpan<byte> cell, long checksum, List<RollUpKey> damaged)
    {
        if (checksum == key.ChecksumOf(cell))
        {
            return true;
        }

        damaged.Add(key);
        troubles.ChecksumFailed();
        return false;
    }
}
