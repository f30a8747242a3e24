using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Whether the access log is whole.</summary>
internal readonly struct AccessVerificationJson(AccessVerification found)
{
    public bool Whole => found.IsWhole;
    public DateTimeOffset At => found.At;
    public long Verified => found.Verified;
    public long? FirstBroken => found.FirstBroken;
    public string? Reason => found.Reason;
    public AccessChainHeadJson? Head => found.Head is { } head ? new(head) : null;
    public AccessChainHeadJson? Beginning => found.Beginning is { } beginning ? new(beginning) : null;
    public bool? HasNotedHead => found.HasNotedHead;
}

/// <summary>A record of the access log and its hash.</summary>
internal readonly struct AccessChainHeadJson(AccessChainHead head)
{
    public long Number => head.Number;
    public string Hash => head.Hash;
}
