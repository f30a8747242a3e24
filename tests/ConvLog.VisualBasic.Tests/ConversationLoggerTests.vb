Imports ConvLog
Imports ConvLog.Testing
Imports FluentAssertions
Imports Xunit

''' <summary>What an author writes in Visual Basic, and what is read back.</summary>
Public Class ConversationLoggerTests

    <Fact>
    Public Sub Fields_the_flag_and_an_exception()
        Fields(Sub(log) log.Info("m")).Should().BeEmpty()
        Fields(Sub(log) log.Info("m", ("a", 1))).Should().Equal("a=1")
        Fields(Sub(log) log.Info("m", ("s", "x"), ("d", 0.5), ("m", 1.1D), ("b", True))).Should().Equal("s=x", "d=0.5", "m=1.1", "b=true")
        Fields(Sub(log) log.Info("m", ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6), ("7", 7), ("8", 8), ("9", 9))).Should().HaveCount(9)
        Fields(Sub(log) log.Error("m", New InvalidOperationException("x"), ("status", 409))).Should().HaveCount(4).And.EndWith("status=409")
        Fields(Sub(log) log.Warning("m", New LogField() {("a", 1), ("b", 2)})).Should().Equal("a=1", "b=2")
        Entry(Sub(log) log.Info("m", ("phone", "+1"), isPii:=True)).IsPii.Should().BeTrue()
        Entry(Sub(log) log.Info("m", True)).IsPii.Should().BeTrue()
        Entry(Sub(log) log.Write(EntryLevel.Warning, "m", ("a", 1))).Level.Should().Be(EntryLevel.Warning)
    End Sub

    ''' <summary>The compiler converts an enumeration to its number where it may, and so it does in a tuple.</summary>
    <Fact>
    Public Sub An_enumeration_is_written_by_Of()
        Fields(Sub(log) log.Info("m", LogField.Of("day", DayOfWeek.Friday), ("number", DayOfWeek.Friday))).Should().Equal("day=Friday", "number=5")
    End Sub

    <Fact>
    Public Sub Nothing_is_null()
        Dim name As String = Nothing
        Dim seats As Integer? = Nothing
        Entry(Sub(log) log.Info("m", ("name", name), ("seats", seats))).ToJson().Should().EndWith("""name"":null,""seats"":null}")
    End Sub

    <Fact>
    Public Sub Personal_fields()
        Fields(Sub(log) log.Info("m", ("a", 1), LogField.Pii("email", "ada@example.com"), LogField.Pii("age", 30, shown:="#"))).Should() _
            .Equal("a=1", "email=[redacted]", "age=#")
    End Sub

    <Fact>
    Public Sub Members_of_classes_anonymous_types_and_dictionaries()
        Fields(Sub(log) log.Info("m", New With {.status = 409})).Should().Equal("status=409")
        Fields(Sub(log) log.Info("m", New Dictionary(Of String, Object) From {{"a", 1}})).Should().Equal("a=1")
        Entry(Sub(log) log.Info("m", ("guest", New Guest With {.Name = "Ada", .Seats = 4}))).ToJson().Should() _
            .EndWith("""guest"":{""Name"":""Ada"",""Seats"":4}}")
    End Sub

    <Fact>
    Public Async Function A_turn_a_function_and_what_a_reader_gets() As Task
        Using test As New TestConversation()
            Dim conv = test.Conversation
            Using turn = conv.BeginTurn("Book a table")
                Dim seats = conv.RunFunction("find_table", Function() 4, callId:="call_7")
                Await conv.RunFunctionAsync("book_table", Async Function(fe As FunctionEvent) As Task
                                                              Await Task.Yield()
                                                              fe.Log.Info("Booked", ("seats", seats), LogField.Pii("email", "ada@example.com"))
                                                          End Function)
                turn.Complete("Done.", New ModelUsage("gpt-x", inputTokens:=310, outputTokens:=42))
            End Using

            test.Log.FunctionEvents.Select(Function(fe) fe.Name & " " & fe.Outcome.ToString()).Should().Equal("find_table Completed", "book_table Completed")
            test.Log.Turns.Single().Outcome.Should().Be(TurnOutcome.Completed)
            Dim view = Await test.ReadAsync(canReadPii:=False)
            view.Turns.Single().FunctionEvents.Last().Entries.Single().Fields.ToString().Should().Be("seats=4, email=[redacted]")
            Await test.ShouldNotRevealAsync("ada@example.com")
        End Using
    End Function

    Private Shared Function Entry(write As Action(Of ConversationLogger)) As LogEntry
        Using test As New TestConversation()
            write(test.Conversation.Log)
            Return test.Log.Single()
        End Using
    End Function

    Private Shared Function Fields(write As Action(Of ConversationLogger)) As String()
        Return Entry(write).Fields.Select(Function(field) field.ToString()).ToArray()
    End Function

    Private Class Guest
        Public Property Name As String
        Public Property Seats As Integer
    End Class
End Class
