namespace ConvLog;

/// <summary>Where the agent of a conversation runs. In the API: <c>live</c>, <c>pre-release</c>, <c>sandbox</c>, <c>debug</c>.</summary>
public enum ConversationEnvironment
{
    /// <summary>For end users.</summary>
    Live,

    /// <summary>Before release.</summary>
    PreRelease,

    /// <summary>For trying out.</summary>
    Sandbox,

    /// <summary>A debugging session or prompt test: in no list, count, statistic or search unless asked for by name.</summary>
    Debug,
}
