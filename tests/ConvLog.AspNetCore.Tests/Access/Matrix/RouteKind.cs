namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>How a route says who may.</summary>
internal enum RouteKind
{
    /// <summary>Of the compatible API: no sessions.</summary>
    Compatible,

    /// <summary>Of ConvLog's own API.</summary>
    Own,

    /// <summary>A page.</summary>
    Page,

    /// <summary>The same for everyone: the sign-in page, assets.</summary>
    Open,
}
