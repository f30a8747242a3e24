using System.Globalization;
using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The calls of a model.</summary>
internal sealed class ModelStatisticsJson : UsageFiguresJson
{
    private readonly ModelStatistics _model;

    internal ModelStatisticsJson(ModelStatistics model)
        : base(model.Usage)
        => _model = model;

    public string Model => _model.Model;
    public string? Provider => _model.Provider;
    public long Calls => _model.Calls;
    public long Failed => _model.Failed;
    public double ErrorRate => _model.ErrorRate;
    [JsonPropertyOrder(1)] public DurationsJson Duration => new(_model.Duration);
    [JsonPropertyOrder(1)] public DurationsJson TimeToFirstToken => new(_model.TimeToFirstToken);
    [JsonPropertyOrder(1)] public IEnumerable<ModelVariantJson> Variants => _model.Variants.Select(static variant => new ModelVariantJson(variant));
}

/// <summary>The calls of a model in conversations of a variant.</summary>
internal sealed class ModelVariantJson : UsageFiguresJson
{
    private readonly ModelVariant _variant;

    internal ModelVariantJson(ModelVariant variant)
        : base(variant.Usage)
        => _variant = variant;

    public string? Variant => _variant.Variant;
    public long Calls => _variant.Calls;
    public long Failed => _variant.Failed;
}

/// <summary>Models in a calendar month.</summary>
internal sealed class ModelMonthJson(ModelMonth month)
{
    public string Month => month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    public DateTimeOffset From => month.From;
    public DateTimeOffset To => month.To;
    public IEnumerable<ModelStatisticsJson> Models => month.Models.Select(static model => new ModelStatisticsJson(model));
}
