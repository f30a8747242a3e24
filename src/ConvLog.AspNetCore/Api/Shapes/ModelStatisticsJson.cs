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
}
