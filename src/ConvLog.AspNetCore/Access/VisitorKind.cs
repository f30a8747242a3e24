namespace ConvLog.AspNetCore.Access;

/// <summary>How the sender of a request was identified, or why they are refused.</summary>
internal enum VisitorKind
{
    /// <summary>The sender is unknown: refused.</summary>
    Stranger,

    /// <summary>The sender sent an unknown key: refused, whatever their address.</summary>
    WrongKey,

    /// <summary>The sender sent an unknown key, and too many such keys came from their address within a minute: refused, with a time to retry.</summary>
    TooManyWrongKeys,

    /// <summary>A page of another site made the request without a key: refused.</summary>
    ForeignPage,

    /// <summary>The sender is signed in with the host, whose policies deny access or could not be evaluated: refused.</summary>
    NotPermitted,

    /// <summary>The sender sent a key.</summary>
    Key,

    /// <summary>The sender has a session of the console.</summary>
    Session,

    /// <summary>The sender is signed in with the host.</summary>
    User,

    /// <summary>The sender is on this machine.</summary>
    Loopback,
}
