namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// A record of a batch that was written without checking for existing rows may already be stored, because it was delivered before. The retry checks for them.
/// </summary>
internal sealed class AlreadyWrittenException(Exception? cause = null) : Exception("Something was delivered before.", cause);
