namespace ConvLog.Tests.Recount;

/// <summary>A score of a played conversation, or a metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its value, if a number.</param>
/// <param name="YesNo">Its value, if yes or no.</param>
/// <param name="Category">Its value, if a category.</param>
/// <param name="IsMetric">Whether it is a metric.</param>
internal sealed record ExpectedScore(string Name, double? Number, bool? YesNo, string? Category, bool IsMetric)
{
    public string Type => Number is not null ? "number" : YesNo is not null ? "yes_no" : "category";
}
