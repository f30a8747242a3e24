using System.Text.RegularExpressions;
using ConvLog;

namespace WebConsole.Personal;

/// <summary>All known personal values of one dialogue. Masks them wherever they are spoken in it.</summary>
/// <param name="searchTimeout">How long a text may be searched before it is masked as a whole; null for 10 seconds.</param>
internal sealed class PersonalValues(TimeSpan? searchTimeout = null)
{
    // The data set's value for "any will do".
    private const string NoPreference = "dontcare";

    private readonly TimeSpan _searchTimeout = searchTimeout ?? TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _values = new(StringComparer.OrdinalIgnoreCase);
    private Regex? _pattern;

    public IReadOnlyCollection<string> All => _values;

    /// <summary>Adds a value if its slot is personal.</summary>
    public void Learn(string service, string slot, string value)
    {
        if (PersonalSlots.Contains(service, slot))
        {
            Learn(value);
        }
    }

    public void Learn(string value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !value.Equals(NoPreference, StringComparison.OrdinalIgnoreCase) && _values.Add(value.Trim()))
        {
            _pattern = null;
        }
    }

    /// <summary>The text with its personal spans and every known value masked.</summary>
    public MaskedText Mask(string text, IEnumerable<(int Start, int Length)> spans)
    {
        if (_values.Count == 0)
        {
            return MaskedText.Mask(text, [.. spans]);
        }

        _pattern ??= BuildPattern();
        try
        {
            return MaskedText.Mask(text, [.. spans, .. _pattern.Matches(text).Select(match => (match.Index, match.Length))]);
        }
        catch (RegexMatchTimeoutException)
        {
            // The search timed out, with many values and a long text: text that cannot be searched is treated as entirely personal.
            return new MaskedText(text);
        }
    }

    // Longest first, because the first matching alternative is used: "534 B Street" before "534 B St".
    private Regex BuildPattern() => new(
        string.Join('|', _values.OrderByDescending(v => v.Length).ThenBy(v => v, StringComparer.Ordinal).Select(SpokenForm.Pattern)),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        _searchTimeout);
}
