namespace ConvLog.AspNetCore.Access;

/// <summary>How the sender of a request was identified, or why they were refused.</summary>
internal enum VisitorKind
{
    /// <summary>Unknown: refused.</summary>
    Unknown,

    /// <summary>They sent an unknown key: refused, regardless of their address.</summary>
    WrongKey,

    /// <summary>They sent an unknown key, as did too many requests from their address within a minute: refused until some time has passed.</summary>
    TooManyWrongKeys,

    /// <summary>A page of another site made the request without a key: refused.</summary>
    ForeignPage,

    /// <summary>They are signed in with the host, but its policies do not permit reading or could not be evaluated: refused.</summary>
    NotPermitted,

    /// <summary>They sent a key.</summary>
    Key,

    /// <summary>They have a session of the console.</summary>
    Session,

    /// <summary>They are signed in with the host.</summary>
    User,

    /// <summary>They are on this machine.</summary>
    Loopback,
}
