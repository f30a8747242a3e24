using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Kind">By what they are known.</param>
/// <param name="Reader">As whom they read; null where they may not.</param>
internal sealed record Visitor(VisitorKind Kind, Reader? Reader)
{
    /// <summary>Reads what is not personal.</summary>
    public static Visitor OnThisMachine { get; } = new(VisitorKind.Loopback, new Reader("Local visitor", CanReadPii: false));

    public static Visitor Refused(VisitorKind kind) => new(kind, Reader: null);
}
