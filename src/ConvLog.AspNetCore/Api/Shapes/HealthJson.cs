using System.Text.Json.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The health of the store.</summary>
internal readonly struct HealthJson(StoreHealth health)
{
    public StoreHealthStatus Status => health.Status;
    public IEnumerable<HealthPartJson> Parts => health.Parts.Select(static part => new HealthPartJson(part));
}

/// <summary>The health of a part of the store.</summary>
internal readonly struct HealthPartJson(HealthPart part)
{
    public string Name => part.Name;
    public StoreHealthStatus Status => part.Status;
    public string Message => part.Message;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? LastSuccess => part.LastSuccess;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public DateTimeOffset? LastFailure => part.LastFailure;
    public IReadOnlyDictionary<string, double> Figures => part.Figures;
}
