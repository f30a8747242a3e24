using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ConvLog.Testing;
using FluentAssertions;
using Xunit;

namespace ConvLog.CSharp7.Tests
{
    /// <summary>Logging code of an author on C# 7.3, and the stored result.</summary>
    public class ConversationLoggerTests
    {
        [Fact]
        public void Fields_the_personal_flag_and_an_exception_are_logged()
        {
            Fields(log => log.Info("m")).Should().BeEmpty();
            Fields(log => log.Info("m", ("a", 1))).Should().Equal("a=1");
            Fields(log => log.Info("m", ("s", "x"), ("d", 0.5), ("m", 1.10m), ("b", true), ("e", DayOfWeek.Friday), ("n", null))).Should()
                .Equal("s=x", "d=0.5", "m=1.10", "b=true", "e=Friday", "n=null");
            Fields(log => log.Info("m", ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6), ("7", 7), ("8", 8), ("9", 9))).Should().HaveCount(9);
            Fields(log => log.Error("m", new InvalidOperationException("x"), ("status", 409))).Should().HaveCount(4).And.EndWith("status=409");
            Fields(log => log.Warning("m", new LogField[] { ("a", 1), ("b", 2) })).Should().Equal("a=1", "b=2");
            Entry(log => log.Info("m", ("phone", "+1"), isPii: true)).IsPii.Should().BeTrue();
            Entry(log => log.Info("m", true)).IsPii.Should().BeTrue();
            Entry(log => log.Write(EntryLevel.Warning, "m", ("a", 1))).Level.Should().Be(EntryLevel.Warning);
        }

        [Fact]
        public void Personal_fields_are_logged()
            => Fields(log => log.Info("m", ("a", 1), LogField.Pii("email", "ada@example.com"), LogField.Pii("age", 30, shown: "#"))).Should()
                .Equal("a=1", "email=[redacted]", "age=#");

        [Fact]
        public void Members_of_classes_anonymous_types_and_dictionaries_are_logged()
        {
            Fields(log => log.Info("m", new { status = 409 })).Should().Equal("status=409");
            Fields(log => log.Info("m", new Dictionary<string, object> { ["a"] = 1 })).Should().Equal("a=1");
            Entry(log => log.Info("m", ("guest", new Guest { Name = "Ada", Seats = 4 }))).ToJson().Should()
                .EndWith("\"guest\":{\"Name\":\"Ada\",\"Seats\":4}}");
        }

        [Fact]
        public async Task A_turn_and_function_calls_are_logged_and_read()
        {
            using (var test = new TestConversation())
            {
                var conv = test.Conversation;
                using (var turn = conv.BeginTurn("Book a table"))
                {
                    int seats = conv.RunFunction("find_table", () => 4, callId: "call_7");
                    await conv.RunFunctionAsync("book_table", async call =>
                    {
                        await Task.Yield();
                        call.Log.Info("Booked", ("seats", seats), LogField.Pii("email", "ada@example.com"));
                    });
                    turn.Complete("Done.", new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
                }

                test.Log.FunctionEvents.Select(call => call.Name + " " + call.Outcome).Should().Equal("find_table Completed", "book_table Completed");
                test.Log.Turns.Single().Outcome.Should().Be(TurnOutcome.Completed);
                var view = await test.ReadAsync(canReadPii: false);
                view.Turns.Single().FunctionEvents.Last().Entries.Single().Fields.ToString().Should().Be("seats=4, email=[redacted]");
                await test.ShouldNotRevealAsync("ada@example.com");
            }
        }

        private static LogEntry Entry(Action<ConversationLogger> log)
        {
            using (var test = new TestConversation())
            {
                log(test.Conversation.Log);
                return test.Log.Should().ContainSingle().Subject;
            }
        }

        private static string[] Fields(Action<ConversationLogger> log) => Entry(log).Fields.Select(field => field.ToString()).ToArray();

        private sealed class Guest
        {
            public string Name { get; set; }

            public int Seats { get; set; }
        }
    }
}
