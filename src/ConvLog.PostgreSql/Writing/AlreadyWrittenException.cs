namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Something of a batch that was written without looking is there already, or may be: it was delivered before. The batch is written again, with a look at what
/// is there.
/// </summary>
internal sealed class AlreadyWrittenException(Exception? cause = null) : Exception("Something was delivered before.", cause);
