using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConvLog.AspNetCore.Api.OpenApi;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>A figure of the statistics: a property of <see cref="PeriodJson"/>.</summary>
/// <param name="property">The property.</param>
internal sealed class StatisticsFigure(JsonPropertyInfo property)
{
    public static IReadOnlyList<StatisticsFigure> All { get; } =
        [.. ApiShapes.TypeOf(typeof(PeriodJson)).Properties.Select(static property => new StatisticsFigure(property))];

    /// <summary>The name of the list of functions.</summary>
    public const string Functions = "functions";

    /// <summary>The name of the list of error messages.</summary>
    public const string ErrorMessages = "error_messages";

    /// <summary>The name of the counts of conversations with problems.</summary>
    public const string Problems = "problems";

    /// <summary>The name of the list of models.</summary>
    public const string Models = "models";

    /// <summary>The name of the list of models by calendar month.</summary>
    public const string Months = "months";

    /// <summary>The name of the list of variants.</summary>
    public const string Variants = "variants";

    /// <summary>The name of the durations of models and functions.</summary>
    public const string Time = "time";

    /// <summary>The name of the list of scores.</summary>
    public const string Scores = "scores";

    /// <summary>The name of the list of labels.</summary>
    public const string Labels = "labels";

    /// <summary>The name of the list of reasons of ratings.</summary>
    public const string Reasons = "reasons";

    /// <summary>The statistics that are counted for the whole period and not by day.</summary>
    public static IReadOnlyList<string> OfPeriod { get; } = [Functions, Models, Months, Variants, Time, Scores, Labels, Reasons, ErrorMessages, Problems];

    /// <summary>Its name in the path.</summary>
    public string Name => property.Name;

    /// <summary>Its meaning, with the unit.</summary>
    public string Meaning => ShapeSchemas.AttributeOf<DescriptionAttribute>(property)!.Description;

    /// <summary>Finds a figure; null if the name is unknown.</summary>
    public static StatisticsFigure? Find(string name) => All.FirstOrDefault(figure => string.Equals(figure.Name, name, StringComparison.Ordinal));

    /// <summary>Its value for a day or another period.</summary>
    public JsonElement ValueOf(PeriodStatistics period)
        => JsonSerializer.SerializeToElement(property.Get!(new PeriodJson(period)), ApiShapes.TypeOf(property.PropertyType));
}
