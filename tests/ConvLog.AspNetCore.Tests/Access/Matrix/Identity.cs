namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Who sends a request, and what they may expect.</summary>
/// <param name="Name">What they are called in a failure.</param>
/// <param name="Headers">What they send; asked for with the site, which may have to sign them in.</param>
/// <param name="Expected">The status they get.</param>
internal sealed record Identity(string Name, Func<Site, Task<(string Name, string Value)[]>> Headers, Func<RouteRow, int> Expected)
{
    /// <summary>Whether they sit at the host's own machine.</summary>
    public bool IsOnThisMachine { get; init; }

    public override string ToString() => Name;
}
