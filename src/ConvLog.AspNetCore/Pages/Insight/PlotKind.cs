namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>How a plot draws its days.</summary>
internal enum PlotKind
{
    /// <summary>A bar for each day.</summary>
    Bars,

    /// <summary>Bars of the first series upwards and of the second downwards.</summary>
    Diverging,

    /// <summary>A line for each series, interrupted on days without a value.</summary>
    Lines,
}
