using System.Diagnostics;
using ConvLog.Functions;

namespace ConvLog.Extensions.AI.OtherModels;

/// <summary>The request to a model other than a chat client, and the model's name.</summary>
/// <param name="kind">The kind of request.</param>
/// <param name="service">Finds services of the calling client.</param>
internal sealed class ModelQuestion(ModelCallKind kind, Func<Type, object?, object?> service) : IModelRequest
{
    public ModelCallKind Kind => kind;

    /// <summary>The model's name; null if it is unknown before the answer.</summary>
    public string? Model { get; init; }

    /// <summary>The provider of the model; null if unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The format of the result, as the service names it; null for its default.</summary>
    public string? Format { get; init; }

    /// <summary>The input of the model.</summary>
    public required ModelMessage[] Messages { get; init; }

    public Uri? Server { get; init => field = value is { IsAbsoluteUri: true } ? value : null; }

    public IEnumerable<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    public ActivitySource? Telemetry => service(typeof(ActivitySource), null) as ActivitySource;

    public string? DescriptionOf(string tool) => null;
}
