namespace ConvLog.Storage;

/// <content>Filters of a call, which hold for one and the same call.</content>
public sealed partial record ConversationQuery
{
    /// <summary>Whether an entry is looked for in calls of a function.</summary>
    internal bool AsksForEntryOfCall => FunctionName is not null && (Level is not null || Field is not null);

    /// <summary>Whether a function's name is one that <see cref="FunctionName"/> asks for. Stores compare in code, so that all of them compare alike.</summary>
    internal bool IsFunction(string name) => FunctionName is null || name.StartsWith(FunctionName, StringComparison.OrdinalIgnoreCase);
}
