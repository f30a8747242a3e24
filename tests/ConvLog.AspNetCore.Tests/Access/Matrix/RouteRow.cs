namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>A route and its expected answers.</summary>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The mapped route pattern.</param>
/// <param name="Path">A request path. <c>{annotation}</c>, <c>{receipt}</c> and <c>{pseudonym}</c> are replaced with existing IDs.</param>
/// <param name="Kind">How the route controls access.</param>
/// <param name="Needs">The required permission.</param>
/// <param name="Ok">The status for a permitted reader.</param>
/// <param name="Others">The status for a reader with all permissions, limited to conversations of another agent.</param>
/// <param name="Body">The JSON body, or null.</param>
internal sealed record RouteRow(string Method, string Pattern, string Path, RouteKind Kind, ConvLogPermissions Needs, int Ok, int Others, string? Body = null)
{
    /// <summary>The fields of the form, or null.</summary>
    public (string Name, string Value)[]? Form { get; init; }

    /// <summary>The status for a cross-site request where the route is open to everyone.</summary>
    public int Foreign { get; init; } = 200;

    /// <summary>Whether a request changes the next answer, or its reason.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether a request changes the answers of other routes, so that the route needs its own host.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether the response is a stream that does not end.</summary>
    public bool IsStream { get; init; }

    public override string ToString() => $"{Method} {Pattern}";
}
