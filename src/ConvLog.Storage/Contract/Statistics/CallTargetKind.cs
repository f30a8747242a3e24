namespace ConvLog.Storage;

/// <summary>The kind of target of a call.</summary>
public enum CallTargetKind
{
    /// <summary>Functions, by name. A call is a function event.</summary>
    Function,

    /// <summary>
    /// API endpoints, by method and URL: without the query, and with <c>{id}</c> for path segments that look like an ID. A call is an API response.
    /// </summary>
    Endpoint,

    /// <summary>Models, by name and provider. A call is a model call; turns that have only a usage are not counted.</summary>
    Model,
}
