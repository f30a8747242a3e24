using System.Text.Json;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The scores and the reasons that the host declares.</summary>
internal sealed record ScoreDefinitionsJson(IEnumerable<ScoreDefinitionJson> Scores, IEnumerable<string> Reasons);

/// <summary>A declared score.</summary>
internal readonly struct ScoreDefinitionJson(ScoreDefinition score)
{
    public string Name => score.Name;
    public string? Type => score.EffectiveType is { } type ? JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()) : null;
    public double? Min => score.Min;
    public double? Max => score.Max;
    public IEnumerable<string> Categories => score.Categories;
    public bool? HigherIsBetter => score.HigherIsBetter;
}
