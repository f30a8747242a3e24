using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <summary>A schema is newer than this version, or its tables are not those of its version. It was left unchanged.</summary>
internal sealed class SchemaRefusedException(string message, Exception? cause = null) : ConversationStoreException(StoreFault.Unusable, message, cause);
