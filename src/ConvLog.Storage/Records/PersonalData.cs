namespace ConvLog.Records;

/// <summary>
/// Which personal data a read brings along in full. The rest it gives in the form that a reader without the permission sees, and reads and deciphers none of
/// it: what such a reader waits for does not depend on how much is hidden.
/// </summary>
[Flags]
public enum PersonalData
{
    /// <summary>None: entries and API responses that are personal as a whole are left out.</summary>
    None = 0,

    /// <summary>The places of entries and API responses that are personal as a whole: id, time and scope, and nothing that they say.</summary>
    Places = 1,

    /// <summary>Users' ids, numbers and attributes.</summary>
    Conversations = 2,

    /// <summary>
    /// The personal parts of API responses, changes of state, metrics, model calls and their messages, as far as these are not personal as a whole.
    /// </summary>
    Facts = 4,

    /// <summary>Full utterances, and error texts of turns.</summary>
    Turns = 8,

    /// <summary>Arguments, results and error texts of function events.</summary>
    FunctionEvents = 16,

    /// <summary>Comments of ratings.</summary>
    Comments = 32,

    /// <summary>Notes and improved answers.</summary>
    TeamTexts = 64,

    /// <summary>All of it, personal entries too.</summary>
    All = 255,
}
