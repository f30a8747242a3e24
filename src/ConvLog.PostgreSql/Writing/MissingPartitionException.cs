namespace ConvLog.PostgreSql.Writing;

/// <summary>A partition that was known to be there is not: it was dropped. The transaction is begun anew, and makes it.</summary>
internal sealed class MissingPartitionException(Exception cause) : Exception("A partition is gone that was there just now.", cause);
