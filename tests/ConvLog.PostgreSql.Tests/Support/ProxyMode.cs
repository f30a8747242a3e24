namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>What a <see cref="NetworkProxy"/> does with what comes to it.</summary>
public enum ProxyMode
{
    /// <summary>It goes on at once.</summary>
    Forward,

    /// <summary>It goes on later.</summary>
    Delay,

    /// <summary>It disappears, in both directions, and nobody is told: as behind a firewall that forgot a connection.</summary>
    BlackHole,

    /// <summary>What is sent still reaches the server; its answers disappear.</summary>
    SwallowAnswers,

    /// <summary>Connections are cut, and new ones as soon as they are made.</summary>
    Cut,
}
