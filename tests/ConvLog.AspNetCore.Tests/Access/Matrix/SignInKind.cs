namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>How users sign in to a host.</summary>
public enum SignInKind
{
    /// <summary>A cookie that holds who they are.</summary>
    Cookie,

    /// <summary>A cookie that names a ticket kept on the server.</summary>
    Ticket,

    /// <summary>A cookie, set once an OpenID provider has said who they are.</summary>
    OpenId,

    /// <summary>A token of that provider in each request.</summary>
    Bearer,
}
