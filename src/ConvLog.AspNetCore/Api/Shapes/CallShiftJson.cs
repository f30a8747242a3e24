using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The moment since which calls have changed.</summary>
internal readonly struct CallShiftJson(CallShift shift)
{
    public CallMeasure Measure => shift.Measure;
    public bool Rise => shift.IsRise;
    public DateTimeOffset Since => shift.Since;
    public CallIntervalJson Before => new(shift.Before);
    public CallIntervalJson After => new(shift.After);
    public CallDimension? Dimension => shift.Dimension;
    public string? Value => shift.Value;
    public CallIntervalJson? ValueBefore => Of(shift.ValueBefore);
    public CallIntervalJson? ValueAfter => Of(shift.ValueAfter);
    public CallIntervalJson? OthersBefore => Of(shift.OthersBefore);
    public CallIntervalJson? OthersAfter => Of(shift.OthersAfter);
    public double? SlowFromMs => shift.SlowFrom is { } from ? DurationsJson.Of(from) : null;
    public long Slow => shift.Slow;
    public long SlowOfValue => shift.SlowOfValue;

    private static CallIntervalJson? Of(CallInterval? interval) => interval is null ? null : new(interval);
}
