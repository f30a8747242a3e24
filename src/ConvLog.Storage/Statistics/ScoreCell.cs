namespace ConvLog.Storage.Statistics;

/// <summary>The sums of the scores of one name and type. Not thread-safe.</summary>
/// <remarks>Numbers are added as whole millionths, so that the sum is the same in any order and in every store.</remarks>
internal sealed class ScoreCell
{
    /// <summary>Units per integer.</summary>
    public const double UnitsOfOne = 1e6;

    /// <summary>The maximum value of a counted number; larger ones are clamped.</summary>
    public const double Limit = 9e12;

    private const int MostCategories = 20;

    private readonly Dictionary<string, ScoreTally> _categories = new(StringComparer.Ordinal);
    private Int128 _units;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    public ScoreTally All { get; } = new();

    private static long UnitsOf(double number) => (long)Math.Round(Math.Clamp(number, -Limit, Limit) * UnitsOfOne, MidpointRounding.ToEven);

    /// <summary>Counts one score. All scores of a conversation must be counted consecutively.</summary>
    public void Count(long conversation, double? number, string? category)
    {
        All.CountOne(conversation);
        if (number is { } known)
        {
            AddNumbers(UnitsOf(known), known, known);
        }

        if (category is not null)
        {
            Category(category).CountOne(conversation);
        }
    }

    /// <summary>Adds numbers, of which 1 is yes and 0 is no.</summary>
    public void AddNumbers(Int128 units, double least, double most)
    {
        _units += units;
        _least = Math.Min(_least, least + 0.0); // Avoids negative zero.
        _most = Math.Max(_most, most + 0.0);
    }

    public ScoreTally Category(string category)
    {
        if (!_categories.TryGetValue(category, out var tally))
        {
            _categories[category] = tally = new ScoreTally();
        }

        return tally;
    }

    /// <summary>Adds the sums of other conversations.</summary>
    public void Add(ScoreCell other)
    {
        All.Add(other.All.Count, other.All.Conversations);
        AddNumbers(other._units, other._least, other._most);
        foreach (var (category, tally) in other._categories)
        {
            Category(category).Add(tally.Count, tally.Conversations);
        }
    }

    public ScoreFigures ToFigures(ScoreType type)
    {
        bool isNumber = type == ScoreType.Number && All.Count > 0;
        bool isYesNo = type == ScoreType.YesNo && All.Count > 0;
        var categories = ScoreReport.MostFrequent(_categories, MostCategories);
        double sum = (double)_units / UnitsOfOne;
        return new ScoreFigures
        {
            Count = All.Count,
            Conversations = All.Conversations,
            Average = isNumber ? sum / All.Count : null,
            Minimum = isNumber ? _least : null,
            Maximum = isNumber ? _most : null,
            Yes = isYesNo ? (long)sum : 0,
            YesShare = isYesNo ? sum / All.Count : null,
            Categories = categories,
            OtherCategories = type == ScoreType.Category ? All.Count - categories.Sum(static category => category.Count) : 0,
        };
    }
}
