using System.Diagnostics;

namespace ConvLog.Functions;

/// <summary>What an adapter knows of a request to a model beyond its record: for spans alone, and read only where something listens.</summary>
internal interface IModelRequest
{
    /// <summary>The source of the telemetry that is inside of what makes the request; null for none.</summary>
    ActivitySource? Telemetry { get; }

    /// <summary>The address of the model's service; null where not known.</summary>
    Uri? Server { get; }

    /// <summary>How the model is asked, as attributes of the semantic conventions.</summary>
    IEnumerable<KeyValuePair<string, object?>> Attributes { get; }

    /// <summary>What a tool that the model may call is said to do; null where not known.</summary>
    /// <param name="tool">The tool's name.</param>
    string? DescriptionOf(string tool);
}
