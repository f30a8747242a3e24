namespace ConvLog;

/// <summary>
/// Which members of logged objects are read, in addition to those that <see cref="ConversationOptions.JsonTypes"/> describes, if the program allows reflection.
/// </summary>
public enum ObjectReflection
{
    /// <summary>No members: an object is logged as the name of its type, and counted as unreadable.</summary>
    None,

    /// <summary>
    /// Only members that run no code of the type's author: public fields, and properties that only return a field, such as those of records, anonymous types
    /// and F# records and unions. Other properties are marked as computed and are not read.
    /// </summary>
    AutoProperties,

    /// <summary>
    /// Everything that JSON serialization includes: every public property, and converters. They run on the function's thread and may take any amount of time;
    /// a property that loads data, as in database entities, loads it.
    /// </summary>
    All,
}
