namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>How a route controls access.</summary>
internal enum RouteKind
{
    /// <summary>A route of the compatible API: no sessions.</summary>
    Compatible,

    /// <summary>A route of ConvLog's own API.</summary>
    Own,

    /// <summary>A page.</summary>
    Page,

    /// <summary>A route that is the same for everyone: the sign-in page and assets.</summary>
    Open,
}
