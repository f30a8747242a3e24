namespace ConvLog.AspNetCore.Access;

/// <summary>By what a request is known, or why it is refused.</summary>
internal enum VisitorKind
{
    /// <summary>Nobody knows them: refused.</summary>
    Stranger,

    /// <summary>They sent a key that is nobody's: refused, wherever they come from.</summary>
    WrongKey,

    /// <summary>As before, and too many wrong keys came from their address within a minute: refused, and told to wait.</summary>
    TooManyWrongKeys,

    /// <summary>A page of another site made the request and no key came with it: refused.</summary>
    ForeignPage,

    /// <summary>They are signed in with the host, whose policies do not let them read, or could not be asked: refused.</summary>
    NotPermitted,

    /// <summary>They sent a key.</summary>
    Key,

    /// <summary>They signed in.</summary>
    Session,

    /// <summary>They are signed in with the host.</summary>
    User,

    /// <summary>They are on this machine.</summary>
    Loopback,
}
