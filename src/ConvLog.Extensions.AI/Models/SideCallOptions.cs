using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The options of a side call. A type of its own, which clones keep: a property of the options might be sent to the service.
/// </summary>
internal sealed class SideCallOptions : ChatOptions
{
    private SideCallOptions(ChatOptions? other, string purpose)
        : base(other) => Purpose = purpose;

    /// <summary>The purpose of the request.</summary>
    public string Purpose { get; }

    public static SideCallOptions Of(ChatOptions? options, string purpose) => new(options, purpose);

    public override ChatOptions Clone() => new SideCallOptions(this, Purpose);
}
