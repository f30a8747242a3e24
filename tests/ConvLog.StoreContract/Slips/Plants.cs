using System.Globalization;
using ConvLog.Entries;

namespace ConvLog.StoreContract.Slips;

/// <summary>All values that were planted, each in one place.</summary>
public sealed class Plants
{
    private readonly List<Plant> _all = [];

    /// <summary>What is shown in place of marked values that have a form of their own.</summary>
    public const string Shown = "SHOWNFORM";

    public IReadOnlyList<Plant> All => _all;

    /// <summary>A new text for a place.</summary>
    public string Text(string place, bool isMarked = false)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"PLANT{_all.Count:00000}X");
        _all.Add(new Plant(text, place, isMarked));
        return text;
    }

    /// <summary>A new number for a place.</summary>
    public long Number(string place, bool isMarked = false)
    {
        long number = 7_000_000_000_000_000L + _all.Count;
        _all.Add(new Plant(number.ToString(CultureInfo.InvariantCulture), place, isMarked));
        return number;
    }

    public MaskedText Masked(string place) => new(Text(place, isMarked: true), Shown);

    /// <summary>A field that nobody marked: personal where its place is.</summary>
    public LogField Field(string place) => LogField.Of("planted", Text(place));

    /// <summary>Fields that nobody marked, and marked ones with and without a form of their own, of several types.</summary>
    public LogField[] Fields(string place) =>
    [
        Field(place),
        LogField.Pii("marked", Text(place, isMarked: true)),
        LogField.Pii("own_form", Text(place, isMarked: true), shown: Shown),
        LogField.Pii("number", Number(place, isMarked: true)),
        LogField.Captured("json", new JsonFragment(System.Text.Encoding.UTF8.GetBytes($"{{\"inner\":\"{Text(place, isMarked: true)}\"}}")), isPii: true),
    ];

    /// <summary>The plants whose text a given text holds.</summary>
    public IEnumerable<Plant> In(string text) => text.Contains("PLANT", StringComparison.Ordinal) || text.Contains("70000000", StringComparison.Ordinal)
        ? _all.Where(plant => text.Contains(plant.Text, StringComparison.Ordinal))
        : [];
}
