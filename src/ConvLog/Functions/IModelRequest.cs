using System.Diagnostics;

namespace ConvLog.Functions;

/// <summary>What an adapter knows about a model request beyond its record; used only for spans, and read only if they are collected.</summary>
internal interface IModelRequest
{
    /// <summary>The activity source of the inner client's telemetry; null if it has none.</summary>
    ActivitySource? Telemetry { get; }

    /// <summary>The address of the model's service; null if unknown.</summary>
    Uri? Server { get; }

    /// <summary>The request parameters, as attributes of the semantic conventions.</summary>
    IEnumerable<KeyValuePair<string, object?>> Attributes { get; }

    /// <summary>The description of a tool that the model may call; null if unknown.</summary>
    /// <param name="tool">The tool's name.</param>
    string? DescriptionOf(string tool);
}
