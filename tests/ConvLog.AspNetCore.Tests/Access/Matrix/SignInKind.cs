namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>How users sign in to a host.</summary>
public enum SignInKind
{
    /// <summary>A cookie that contains the identity.</summary>
    Cookie,

    /// <summary>A cookie that refers to a ticket stored on the server.</summary>
    Ticket,

    /// <summary>The cookie of ASP.NET Core Identity, after a password and a second factor.</summary>
    Identity,

    /// <summary>A cookie that is set after sign-in at an OpenID provider.</summary>
    OpenId,

    /// <summary>A bearer token of that provider in each request.</summary>
    Bearer,
}
