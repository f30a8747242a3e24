namespace ConvLog;

/// <summary>The environment in which the agent of a conversation runs. In the API: <c>live</c>, <c>pre-release</c>, <c>sandbox</c>, <c>debug</c>.</summary>
public enum ConversationEnvironment
{
    /// <summary>In use by end users.</summary>
    Live,

    /// <summary>A version before its release.</summary>
    PreRelease,

    /// <summary>An environment for experiments.</summary>
    Sandbox,

    /// <summary>A debugging session or prompt test: excluded from lists, counts, statistics and searches unless this environment is requested.</summary>
    Debug,
}
