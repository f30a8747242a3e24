namespace ConvLog.Records;

/// <summary>
/// The personal data that a read returns in full. All other data has the form that a reader without the permission sees; the read neither loads nor decrypts
/// the rest, so that the time it takes does not reveal how much is hidden.
/// </summary>
[Flags]
public enum PersonalData
{
    /// <summary>None: entries and API responses that are personal as a whole are left out.</summary>
    None = 0,

    /// <summary>The positions of entries and API responses that are personal as a whole: ID, time and scope, without their content.</summary>
    Places = 1,

    /// <summary>IDs of users, numbers and attributes.</summary>
    Conversations = 2,

    /// <summary>
    /// The personal parts of API responses, changes of state, metrics, model calls and their messages, unless they are personal as a whole.
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

    /// <summary>All personal data, including personal entries.</summary>
    All = 255,
}
