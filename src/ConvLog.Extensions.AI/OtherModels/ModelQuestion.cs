using System.Diagnostics;
using ConvLog.Functions;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>What is asked of a model that is no chat client, and which one it is.</summary>
/// <param name="kind">What it is asked for.</param>
/// <param name="service">Finds services of what asks the model.</param>
internal sealed class ModelQuestion(ModelCallKind kind, Func<Type, object?, object?> service) : IModelRequest
{
    public ModelCallKind Kind => kind;

    /// <summary>The model's name; null where not known before the answer.</summary>
    public string? Model { get; init; }

    /// <summary>Who runs the model; null where not known.</summary>
    public string? Provider { get; init; }

    /// <summary>What comes back, as the service names it; null for its default.</summary>
    public string? Format { get; init; }

    /// <summary>What the model is given.</summary>
    public required ModelMessage[] Messages { get; init; }

    public Uri? Server { get; init => field = value is { IsAbsoluteUri: true } ? value : null; }

    public IEnumerable<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    public ActivitySource? Telemetry => service(typeof(ActivitySource), null) as ActivitySource;

    public string? DescriptionOf(string tool) => null;
}
