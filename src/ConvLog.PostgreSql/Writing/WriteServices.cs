using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Schema;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Services and state shared by all batches of a store.</summary>
/// <param name="Options">The options of the store.</param>
/// <param name="Known">The numbers known from earlier transactions.</param>
/// <param name="Keys">The keys of personal data.</param>
/// <param name="Troubles">Counts damage.</param>
/// <param name="Partitions">The existing partitions.</param>
internal sealed record WriteServices(PostgreSqlStoreOptions Options, KnownConversations Known, DataKeys Keys, DatabaseTroubles Troubles, Partitions Partitions);
