namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>The sender of a request and the expected status.</summary>
/// <param name="Name">The name used in failure messages.</param>
/// <param name="Headers">The request headers. Takes the site, because some identities must sign in first.</param>
/// <param name="Expected">The expected status.</param>
internal sealed record Identity(string Name, Func<Site, Task<(string Name, string Value)[]>> Headers, Func<RouteRow, int> Expected)
{
    /// <summary>Whether the request comes from the machine of the host.</summary>
    public bool IsOnThisMachine { get; init; }

    public override string ToString() => Name;
}
