namespace ConvLog;

/// <summary>
/// Which members of logged objects are read, besides those that <see cref="ConversationOptions.JsonTypes"/> describes, where the program allows reflection.
/// </summary>
public enum ObjectReflection
{
    /// <summary>Nothing: an object is logged as the name of its type, and counted as unreadable.</summary>
    None,

    /// <summary>
    /// What runs no code of its author: public fields, and properties that do nothing but return a field, as those of records, anonymous types and F# records
    /// and unions do. Other properties are marked as computed and not read.
    /// </summary>
    AutoProperties,

    /// <summary>
    /// All that JSON has of it: every public property, and converters. They run on the function's thread and may take any time; one that loads data, as those
    /// of database entities do, loads it.
    /// </summary>
    All,
}
