using System.Globalization;
using ConvLog.Entries;

namespace ConvLog.StoreContract.Slips;

/// <summary>All planted values, each in one property.</summary>
public sealed class Plants
{
    private readonly List<Plant> _all = [];

    /// <summary>The masks of marked values that have their own mask.</summary>
    public const string Shown = "SHOWNFORM";

    public IReadOnlyList<Plant> All => _all;

    /// <summary>Creates a text for a property.</summary>
    public string Text(string place, bool isMarked = false)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"PLANT{_all.Count:00000}X");
        _all.Add(new Plant(text, place, isMarked));
        return text;
    }

    /// <summary>Creates a number for a property.</summary>
    public long Number(string place, bool isMarked = false)
    {
        long number = 7_000_000_000_000_000L + _all.Count;
        _all.Add(new Plant(number.ToString(CultureInfo.InvariantCulture), place, isMarked));
        return number;
    }

    public MaskedText Masked(string place) => new(Text(place, isMarked: true), Shown);

    /// <summary>An unmarked field: personal if its property is.</summary>
    public LogField Field(string place) => LogField.Of("planted", Text(place));

    /// <summary>Unmarked fields, and marked ones with and without their own mask, of several types.</summary>
    public LogField[] Fields(string place) =>
    [
        Field(place),
        LogField.Pii("marked", Text(place, isMarked: true)),
        LogField.Pii("own_form", Text(place, isMarked: true), shown: Shown),
        LogField.Pii("number", Number(place, isMarked: true)),
        LogField.Captured("json", new JsonFragment(System.Text.Encoding.UTF8.GetBytes($"{{\"inner\":\"{Text(place, isMarked: true)}\"}}")), isPii: true),
    ];

    /// <summary>The plants whose text occurs in a given text.</summary>
    public IEnumerable<Plant> In(string text) => text.Contains("PLANT", StringComparison.Ordinal) || text.Contains("70000000", StringComparison.Ordinal)
        ? _all.Where(plant => text.Contains(plant.Text, StringComparison.Ordinal))
        : [];
}
