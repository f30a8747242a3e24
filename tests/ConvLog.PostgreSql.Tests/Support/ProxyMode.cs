namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>How a <see cref="NetworkProxy"/> handles data.</summary>
public enum ProxyMode
{
    /// <summary>Forwards it immediately.</summary>
    Forward,

    /// <summary>Forwards it later.</summary>
    Delay,

    /// <summary>Discards it in both directions without an error, like a firewall that lost the connection.</summary>
    BlackHole,

    /// <summary>Forwards requests to the server, and discards its responses.</summary>
    SwallowAnswers,

    /// <summary>Closes connections, and new ones as soon as they are opened.</summary>
    Cut,
}
