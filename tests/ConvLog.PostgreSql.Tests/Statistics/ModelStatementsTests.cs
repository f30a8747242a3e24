using System.Text;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage.Payloads.Json;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Statistics;

/// <summary>SQL reads the details of a turn as the readers in C# do.</summary>
public class ModelStatementsTests
{
    [Theory]
    [InlineData("""{"cached_input_tokens":250}""")]
    [InlineData("""{"cached_input_tokens":0,"reasoning_tokens":8}""")]
    [InlineData("""{"cached_input_tokens":9223372036854775807,"heard":"a"}""")]
    [InlineData("""{"cached_input_tokens":12345678901234567890}""")]
    [InlineData("""{"cached_input_tokens":12""")]
    [InlineData("""{"cached_input_tokens":""")]
    [InlineData("""{"cached_input_tokens":}""")]
    [InlineData("""{"cached_input_tokens":"250"}""")]
    [InlineData("""{"cached_input_tokens":2é,"heard":"a"}""")]
    [InlineData("""{"cached_input_tokens":null}""")]
    [InlineData("""{"cached_output_tokens":250}""")]
    [InlineData("""{"reasoning_tokens":8,"cached_input_tokens":250}""")]
    [InlineData("")]
    [InlineData(null)]
    public async Task SQL_reads_cached_tokens_of_a_turn_as_the_readers_do(string? details)
    {
        byte[]? bytes = details is null ? null : Encoding.UTF8.GetBytes(details);
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT ({ModelStatements.CachedOfTurn})::bigint FROM (SELECT $1::bytea AS details) t", connection)
        {
            Parameters = { new() { Value = (object?)bytes ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea } },
        };

        (await command.ExecuteScalarAsync() as long?).Should().Be(TurnPayload.CachedInputTokens(bytes));
    }
}
