using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A property of conversations by which the calls of a function, endpoint or model are shown separately.</summary>
/// <param name="Dimension">The property.</param>
/// <param name="Parameter">The filter of the property, and its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Plural">The plural of the title.</param>
/// <param name="Of">The calls by its values.</param>
internal sealed record CallSplit(
    CallDimension Dimension, string Parameter, string Title, string Plural, Func<CallDetails, IReadOnlyList<CallSlice>> Of)
{
    /// <summary>The parameter of the split in addresses.</summary>
    public const string Name = "split";

    /// <summary>All properties.</summary>
    public static IReadOnlyList<CallSplit> All { get; } =
    [
        new(CallDimension.Variant, "variant", "Variant", "Variants", static details => details.Variants),
        new(CallDimension.Channel, "channel", "Channel", "Channels", static details => details.Channels),
        new(CallDimension.Agent, "agent", "Agent", "Agents", static details => details.Agents),
    ];

    /// <summary>The property of a word; null if it is unknown.</summary>
    public static CallSplit? Find(string? word) => All.FirstOrDefault(known => string.Equals(known.Parameter, word, StringComparison.Ordinal));

    /// <summary>A property.</summary>
    public static CallSplit Find(CallDimension dimension) => All.Single(known => known.Dimension == dimension);

    /// <summary>Whether the calls differ in it.</summary>
    public bool Splits(CallDetails details) => Of(details).Count > 1;

    /// <summary>Whether the calls differ in it, or all have the same known value.</summary>
    public bool IsKnown(CallDetails details) => Splits(details) || Of(details) is [{ Value: not (null or "") }];

    /// <summary>A value as text.</summary>
    public string TextOf(CallSlice slice) => string.IsNullOrWhiteSpace(slice.Value) ? $"No {Title.ToLowerInvariant()}" : slice.Value;
}
