using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The figures of a score.</summary>
internal abstract class ScoreFiguresJson
{
    private readonly ScoreFigures _figures;

    private protected ScoreFiguresJson(ScoreFigures figures) => _figures = figures;

    public long Count => _figures.Count;
    public long Conversations => _figures.Conversations;
    public double? Average => _figures.Average;
    public double? Min => _figures.Minimum;
    public double? Max => _figures.Maximum;
    public long Yes => _figures.Yes;
    public double? YesShare => _figures.YesShare;
    public IEnumerable<CategoryCountJson> Categories => _figures.Categories.Select(static count => new CategoryCountJson(count));
    public long OtherCategories => _figures.OtherCategories;
}

/// <summary>A score on a day.</summary>
internal sealed class ScoreDayJson : ScoreFiguresJson
{
    internal ScoreDayJson(ScoreDay day)
        : base(day.Figures)
        => Day = day.Day;

    public DateOnly Day { get; }
}
