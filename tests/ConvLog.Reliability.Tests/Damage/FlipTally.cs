using System.Globalization;

namespace ConvLog.Reliability.Tests.Damage;

/// <summary>The effects of flipped bits.</summary>
/// <param name="right">The result without a flipped bit.</param>
internal sealed class FlipTally(FlippedReading right)
{
    private readonly HashSet<string> _written = new(right.Records, StringComparer.Ordinal);
    private int _flips;
    private int _refused;
    private int _reported;
    private int _hidden;
    private int _moved;
    private int _lists;
    private int _statistics;
    private int _search;

    /// <summary>The bits after which an unexpected exception was thrown.</summary>
    public List<string> Crashes { get; } = [];

    /// <summary>The bits after which a changed record was read without a report of damage.</summary>
    public List<string> Changed { get; } = [];

    public void Add(long bit, FlippedReading reading)
    {
        _flips++;
        if (reading.Crash is not null)
        {
            Crashes.Add(string.Create(CultureInfo.InvariantCulture, $"bit {bit}: {reading.Crash}"));
        }
        else if (reading.Refusal is not null)
        {
            _refused++;
        }
        else if (reading.IsReported)
        {
            _reported++;
        }
        else
        {
            AddUnreported(bit, reading);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_flips} flips: {_refused} refused, {_reported} told by checksums, {Changed.Count} changed a record unseen, {Crashes.Count} crashes; unseen as well: "
            + $"{_hidden} hid a record, {_moved} changed an order, {_lists} changed a list, {_statistics} statistics, {_search} a search");

    private void AddUnreported(long bit, FlippedReading reading)
    {
        if (reading.Records.FirstOrDefault(record => !_written.Contains(record)) is { } changed)
        {
            Changed.Add(string.Create(CultureInfo.InvariantCulture, $"bit {bit}: {changed}"));
        }
        else if (reading.Records.Count != right.Records.Count)
        {
            _hidden++;
        }
        else
        {
            _moved += reading.Records.SequenceEqual(right.Records, StringComparer.Ordinal) ? 0 : 1;
        }

        _lists += Differs(right.Lists, reading.Lists);
        _statistics += Differs(right.Statistics, reading.Statistics);
        _search += Differs(right.Search, reading.Search);
    }

    private static int Differs(string one, string other) => string.Equals(one, other, StringComparison.Ordinal) ? 0 : 1;
}
