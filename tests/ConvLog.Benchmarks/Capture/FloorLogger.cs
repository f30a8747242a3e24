namespace ConvLog.Benchmarks.Capture;

/// <summary>
/// The hand-written floor: clock, lock, sequence number, entry, list. It checks no keys, truncates nothing, has no events, masks nothing and throws when it is
/// full. The difference from this floor is what ConvLog adds.
/// </summary>
public sealed class FloorLogger(int capacity)
{
    private readonly Lock _gate = new();
    private readonly FloorEntry[] _entries = new FloorEntry[capacity];
    private long _sequence;
    private int _count;

    public int Count => _count;

    public void Reset() => _count = 0;

    public void Info(string message, bool isPii = false) => Add(message, null, isPii);

    public void Info(
        string message,
        in FloorField f1,
        in FloorField f2 = default,
        in FloorField f3 = default,
        in FloorField f4 = default,
        in FloorField f5 = default,
        in FloorField f6 = default,
        in FloorField f7 = default,
        in FloorField f8 = default,
        bool isPii = false)
    {
        int count = !f2.IsPresent
            ? 1 : !f3.IsPresent ? 2 : !f4.IsPresent ? 3 : !f5.IsPresent ? 4 : !f6.IsPresent ? 5 : !f7.IsPresent ? 6 : !f8.IsPresent ? 7 : 8;
        var fields = new FloorField[count];
        fields[0] = f1;
        if (count > 1) fields[1] = f2;
        if (count > 2) fields[2] = f3;
        if (count > 3) fields[3] = f4;
        if (count > 4) fields[4] = f5;
        if (count > 5) fields[5] = f6;
        if (count > 6) fields[6] = f7;
        if (count > 7) fields[7] = f8;
        Add(message, fields, isPii);
    }

    private void Add(string message, FloorField[]? fields, bool isPii)
    {
        lock (_gate)
        {
            _entries[_count++] = new FloorEntry(message, fields, TimeProvider.System.GetUtcNow().UtcTicks, ++_sequence, isPii ? 4 : 0);
        }
    }
}
